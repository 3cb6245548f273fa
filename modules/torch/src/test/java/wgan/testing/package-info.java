/** What the tests of every module share; not part of wgan.torch, which it watches from outside. */
@org.jspecify.annotations.NullMarked
package wgan.testing;
