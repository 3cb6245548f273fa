// Tabs: the arrow keys move between them, as the ARIA practices describe.

/** @param shown called with the name of the panel that is shown */
export function tabs(list, shown) {
  const all = [...list.querySelectorAll('[role=tab]')];
  const names = all.map(tab => tab.getAttribute('aria-controls'));

  function show(name, isFocused = false) {
    all.forEach((tab, i) => {
      const isShown = names[i] === name;
      tab.setAttribute('aria-selected', isShown);
      tab.tabIndex = isShown ? 0 : -1;
      document.getElementById(names[i]).hidden = !isShown;
      if (isShown && isFocused) {
        tab.focus();
      }
    });
    shown(name);
  }

  all.forEach((tab, i) => tab.addEventListener('click', () => show(names[i])));
  list.addEventListener('keydown', event => {
    const at = all.indexOf(document.activeElement);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      show(names[(to + all.length) % all.length], true);
    }
  });
  return { show };
}
