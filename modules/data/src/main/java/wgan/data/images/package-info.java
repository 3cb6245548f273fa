/**
 * Images of one's own: folders and archives of image files, IDX, CIFAR and NumPy files.
 *
 * <p>{@link wgan.data.images.ImageFilesSource} opens them as datasets, after they were decoded once into a cache file.
 */
package wgan.data.images;
