package cn.lvyue.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Message;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeWorkbookTest {
    private static final int ROWS = 60_000;
    private static final int COLUMNS = 10;

    /** The strings alone would take some 80 MiB as objects. */
    @Test
    void needsLittleHeapForAWorkbookOfManyStrings(@TempDir Path folder) throws Exception {
        var file = folder.resolve("large.xlsx");
        write(file);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var log = folder.resolve("log").toFile();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx40m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(log).content().contains("read " + ROWS).doesNotContain("OutOfMemory");
    }

    /** Reads a workbook and says how many records it has. */
    static final class Child {
        public static void main(String[] arguments) throws IOException {
            var plan = Samples.workbook(1, 1, "c0", "c9");
            var message = new Message(1, plan.feed(), Channel.FILE, Instant.EPOCH, null, null, 1, "");
            var intake = new Intake(Samples.settings(Map.of()), Clock.systemUTC());
            try (var reading = intake.read(message, plan, Files.newInputStream(Path.of(arguments[0])), 0)) {
                while (reading.hasNext()) {
                    var end = reading.next().end();
                    if (end != null) {
                        System.out.println("read " + end.read() + " " + end.findings());
                    }
                }
            }
        }
    }

    private static void write(Path file) throws IOException {
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.setLevel(1);
            var out = new OutputStreamWriter(zip, UTF_8);
            part(zip, out, "[Content_Types].xml", WorkbookSamples.TYPES);
            part(
                    zip,
                    out,
                    "xl/workbook.xml",
                    "<workbook xmlns:r=\"x\"><sheets><sheet name=\"S\" r:id=\"a\"/></sheets></workbook>");
            part(
                    zip,
                    out,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
                            + "<Relationship Id=\"b\" Type=\"x/sharedStrings\" Target=\"t.xml\"/></Relationships>");
            zip.putNextEntry(new ZipEntry("xl/t.xml"));
            out.write("<sst>");
            for (int i = 0; i < ROWS * COLUMNS; i++) {
                out.write("<si><t>黑龙江省某某建筑工程有限公司违约失信投诉" + i + "</t></si>");
            }
            out.write("</sst>");
            out.flush();
            zip.putNextEntry(new ZipEntry("xl/s.xml"));
            out.write("<worksheet><sheetData><row>");
            for (int c = 0; c < COLUMNS; c++) {
                out.write("<c t=\"inlineStr\"><is><t>c" + c + "</t></is></c>");
            }
            out.write("</row>");
            for (int i = 0; i < ROWS * COLUMNS; i++) {
                out.write((i % COLUMNS == 0 ? "<row>" : "") + "<c t=\"s\"><v>" + i + "</v></c>"
                        + (i % COLUMNS == COLUMNS - 1 ? "</row>" : ""));
            }
            out.write("</sheetData></worksheet>");
            out.flush();
        }
    }

    private static void part(ZipOutputStream zip, Writer out, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.flush();
    }
}
