package wgan.checks.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import wgan.testing.EventFileReader;

/**
 * The files of a directory, for comparison. The content of a file is its SHA-256, except that
 *
 * <ul>
 *   <li>the time in {@code metrics.jsonl} and in the files of a report is left out;
 *   <li>of the files that identify a process and a run there is only the form;
 *   <li>the event files of a folder are one list of the events, in order of tag and step; their number, names and times differ.
 * </ul>
 *
 * @param contents by the names of the files
 */
record RunFiles(Map<String, String> contents) {
    private static final Pattern SECONDS = Pattern.compile("\"seconds\"\\s*:\\s*[0-9.E+-]+");

    /** How the page of a report shows a time. */
    private static final Pattern SHOWN_TIME = Pattern.compile("\\d+\\h(s|min|h)( \\d+\\h(s|min))?");

    private static final String EVENTS = "events.out.tfevents.";

    /** Reads a directory. Files of {@code tmp} are temporary, and not read. */
    static RunFiles in(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        Map<String, List<String>> events = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = directory.relativize(file).toString();
            if (name.startsWith("tmp/")) {
                continue;
            }
            String fileName = file.getFileName().toString();
            if (fileName.startsWith(EVENTS)) {
                String folder = directory.relativize(file.getParent()).toString();
                events.computeIfAbsent(folder + "/events", key -> new ArrayList<>())
                        .addAll(events(file));
            } else {
                contents.put(name, content(fileName, Files.readAllBytes(file)));
            }
        }
        events.forEach((folder, lines) -> {
            Collections.sort(lines);
            contents.put(folder, String.join("\n", lines));
        });
        return new RunFiles(contents);
    }

    private static List<String> events(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Map<String, Object> event : EventFileReader.events(file)) {
            Map<String, Object> fields = new TreeMap<>(event);
            fields.remove("wall_time");
            Object tag = fields.remove("tag");
            fields.computeIfPresent("png", (key, png) -> sha256((byte[]) png));
            if (tag != null) {
                lines.add(tag + " " + fields.remove("step") + " " + fields);
            }
        }
        return lines;
    }

    private static String content(String fileName, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return switch (fileName) {
            case ".lock" -> text.matches("\\d+") ? "a process" : text;
            case ".run-id" -> text.matches("[0-9a-f]{8}") ? "a run" : text;
            case "metrics.jsonl", "report.json" ->
                sha256(SECONDS.matcher(text).replaceAll("").getBytes(StandardCharsets.ISO_8859_1));
            case "index.html" -> {
                String page = new String(bytes, StandardCharsets.UTF_8);
                yield sha256(SHOWN_TIME.matcher(page).replaceAll("").getBytes(StandardCharsets.UTF_8));
            }
            default -> sha256(bytes);
        };
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a line for each file that differs; none if all are equal. */
    List<String> differences(RunFiles expected) {
        TreeSet<String> names = new TreeSet<>(contents.keySet());
        names.addAll(expected.contents.keySet());
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            String here = contents.get(name);
            String there = expected.contents.get(name);
            if (here == null || there == null) {
                lines.add(name + (here == null ? " is missing" : " is too much"));
            } else if (!here.equals(there)) {
                lines.add(name + " differs"
                        + (name.endsWith("/events") ? "; has\n" + here + "\nexpected\n" + there : ""));
            }
        }
        return lines;
    }

    /** Returns the files but those of the cache, which a program may do without. */
    RunFiles withoutCache() {
        Map<String, String> others = new TreeMap<>(contents);
        others.keySet().removeIf(name -> name.startsWith("cache/"));
        return new RunFiles(others);
    }
}
