/** Random and mutated input for the readers of files and requests: see {@code docs/reliability.md}. */
package wgan.checks.fuzz;
