package cn.lvyue.hub.evidence;

import cn.lvyue.hub.archive.Archive;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * A bundle that is gathered.
 *
 * @param inside ids of archived bytes that go in
 */
record MadeBundle(
        String filename,
        List<String> personalFields,
        ManifestText manifest,
        BundleFiles files,
        List<Long> inside,
        Writing with)
        implements EvidenceBundles.Bundle {

    /** What bundles are written with. */
    @Component
    record Writing(Archive archive, ManifestSigner signer, Clock clock) {}

    @Override
    public void writeTo(OutputStream out) throws IOException {
        var zip = new DigestedZip(out, manifest, with.clock().instant());
        for (var file : files.files().entrySet()) {
            zip.add(file.getKey(), file.getValue());
        }
        for (var id : inside) {
            try (var bytes = with.archive().open(id)) {
                zip.add("raw/" + id, bytes);
            }
        }
        zip.end(with.signer());
    }
}
