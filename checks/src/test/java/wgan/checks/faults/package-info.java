/** Campaigns that break the program: see {@code checks/faults.sh} and {@code docs/reliability.md}. */
package wgan.checks.faults;
