package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.TemporaryFailure;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Opens what can be given back marked, in the wrapping it came in. */
@Component
@EnableConfigurationProperties(MarkingSettings.class)
final class Marking implements MarkedCopies {
    private static final Logger LOG = LoggerFactory.getLogger(Marking.class);

    private final IntakeSettings settings;
    private final MarkingSettings limits;
    private final Clock clock;

    Marking(IntakeSettings settings, MarkingSettings limits, Clock clock) {
        this.settings = settings;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Optional<Copy> open(ReadPlan plan, InputStream bytes) {
        if (plan.format() == ReadPlan.Format.JSON || plan.format() == ReadPlan.Format.XML) {
            close(bytes);
            return Optional.empty();
        }
        var task = new ReadTask(plan, settings, clock);
        TemporaryFile whole = null;
        try {
            whole = TemporaryFile.holding(new ArchivedBytes(bytes), settings);
            return Optional.of(new Whole(open(task, whole)));
        } catch (IOException cannot) {
            LOG.debug("no marked copy: {}", cannot.getMessage());
        } catch (TemporaryFailure e) {
            close(whole == null ? bytes : whole);
            throw e;
        } catch (RuntimeException damaged) {
            // parsers have many words for documents that are not as they should be; such ones get a report
            LOG.debug("no marked copy", damaged);
        }
        close(whole == null ? bytes : whole);
        return Optional.empty();
    }

    private FileCopy open(ReadTask task, TemporaryFile whole) throws IOException {
        try (var look = Magic.lookable(Files.newInputStream(whole.path()))) {
            return switch (Magic.of(look)) {
                case EMPTY -> throw Fault.UNREADABLE.refuse("file", null, Fault.SOME_CONTENT);
                case GZIP -> packed(task, whole);
                case ZIP ->
                    ZipCopy.isWorkbook(task, whole)
                            ? file(task, new FileInMessage("", whole), whole)
                            : ZipCopy.open(
                                    task, whole, (name, entry) -> file(task, new FileInMessage(name, entry), entry));
                case COMPOUND, OTHER -> file(task, new FileInMessage("", whole), whole);
            };
        }
    }

    private FileCopy file(ReadTask task, FileInMessage file, TemporaryFile bytes) throws IOException {
        if (task.plan.format() == ReadPlan.Format.CSV) {
            return CsvCopy.open(task, file, bytes);
        }
        try (var look = Magic.lookable(Files.newInputStream(bytes.path()))) {
            return Magic.of(look) == Magic.COMPOUND
                    ? XlsCopy.open(task, limits, file, bytes)
                    : XlsxCopy.open(task, limits, file, bytes);
        }
    }

    private FileCopy packed(ReadTask task, TemporaryFile whole) throws IOException {
        var files = new Unpacking(task).open(Files.newInputStream(whole.path()));
        var inner = files.next();
        if (inner == null) {
            throw Fault.UNREADABLE.refuse("file", null, "GZIP");
        }
        var unpacked = TemporaryFile.holding(inner.bytes(), settings);
        try {
            var copy = new GzipCopy(file(task, new FileInMessage("", unpacked), unpacked));
            whole.close();
            return copy;
        } catch (IOException | RuntimeException e) {
            unpacked.close();
            throw e;
        }
    }

    private static void close(InputStream bytes) {
        try {
            bytes.close();
        } catch (IOException e) {
            LOG.debug("bytes that are not needed cannot be closed", e);
        }
    }

    /** The message as one copy. */
    private record Whole(FileCopy file) implements Copy {
        @Override
        public Form form() {
            return file.form();
        }

        @Override
        public void write(Iterator<Row> rows, List<Mark> ofTheFile, OutputStream out) throws IOException {
            file.write(new PendingRows(rows, ofTheFile), out);
        }

        @Override
        public void close() {
            file.close();
        }
    }

    private record GzipCopy(FileCopy inner) implements FileCopy {
        @Override
        public Form form() {
            return Form.GZIP;
        }

        @Override
        public void write(PendingRows pending, OutputStream out) throws IOException {
            var packed = new GZIPOutputStream(new Unclosed(out), 1 << 16);
            inner.write(pending, packed);
            packed.finish();
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
