/** What an application writes: it uses the exported API only. */
@org.jspecify.annotations.NullMarked
package wgan.outside;
