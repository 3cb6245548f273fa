/** Fixtures and extensions for the tests of all modules. It uses only the exported API of wgan.torch. */
@org.jspecify.annotations.NullMarked
package wgan.testing;
