package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.intake.RecordReaders;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;
import org.xml.sax.InputSource;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one file with one reader in a process of its own: {@code <reader> <file>}. Every value is touched; what was read is told
 * as a count and a checksum, so that a reader that saw something else has no time.
 */
final class ReadingSide {
    private static final String READ = "read: ";
    private static final FeedId HOTLINE = new FeedId("hotline-12345");

    private long rows;
    private long sum;

    /** What a side read. @param sum over all values of all rows */
    record Seen(long rows, long sum) {
        static Seen in(String output) {
            for (var line : output.lines().toList()) {
                if (line.startsWith(READ)) {
                    var parts = line.substring(READ.length()).split(" ");
                    return new Seen(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
                }
            }
            throw new IllegalStateException("nothing read:\n" + output);
        }
    }

    /** The hub's readers and mappings. Not a component itself, so that no other context ever finds it. */
    @ComponentScan({"cn.lvyue.hub.standard", "cn.lvyue.hub.mapping", "cn.lvyue.hub.intake"})
    static class Readers {}

    public static void main(String[] args) throws Exception {
        var side = new ReadingSide();
        var file = Path.of(args[1]);
        if (args[0].startsWith("hub-")) {
            try (var hub = hub()) {
                var watch = Stopwatch.start();
                side.hub(args[0], file, hub);
                Stopwatch.tell(watch.stop());
            }
        } else {
            var watch = Stopwatch.start();
            side.other(args[0], file);
            Stopwatch.tell(watch.stop());
        }
        System.out.println(READ + side.rows + " " + side.sum);
    }

    static ConfigurableApplicationContext hub() {
        var clock = Clock.system(ZoneId.of("Asia/Shanghai"));
        return new SpringApplicationBuilder(Readers.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> ((GenericApplicationContext) context).registerBean(Clock.class, () -> clock))
                .run();
    }

    private void other(String reader, Path file) throws Exception {
        switch (reader) {
            case "fastexcel" -> fastexcel(file);
            case "poi-event" -> poiEvent(file);
            case "poi-user" -> poiUser(file);
            case "jackson" -> jackson(file);
            default -> throw new IllegalArgumentException(reader);
        }
    }

    private void hub(String reader, Path file, ConfigurableApplicationContext hub) throws IOException {
        var mappings = hub.getBean(Mappings.class);
        boolean mapped = reader.equals("hub-mapped");
        var plan = switch (reader) {
            case "hub-workbook" -> plan(ReadPlan.Format.WORKBOOK);
            case "hub-json" -> plan(ReadPlan.Format.JSON);
            default -> mappings.readPlan(HOTLINE, Channel.FILE);
        };
        var message = new Message(1, plan.feed(), Channel.FILE, Instant.EPOCH, null, null, 1, "");
        try (var reading = hub.getBean(RecordReaders.class).read(message, plan, Files.newInputStream(file), 0)) {
            while (reading.hasNext()) {
                var chunk = reading.next();
                if (mapped) {
                    mappings.map(chunk)
                            .items()
                            .forEach(item -> add(item.record().toString()));
                } else {
                    chunk.items().forEach(item -> add(item, plan.sourceFields().size()));
                }
                if (chunk.end() != null && chunk.end().findings().stream().anyMatch(Finding::rejects)) {
                    throw new IllegalStateException(chunk.end().findings().toString());
                }
            }
        }
    }

    static ReadPlan plan(ReadPlan.Format format) {
        return new ReadPlan(
                new FeedId("wide"),
                format,
                WideRecord.NAMES,
                "",
                Map.of(),
                Map.of(),
                1,
                1,
                List.of(),
                List.of(),
                List.of(),
                "auto",
                null);
    }

    private void add(SourceRecord item, int columns) {
        var values = new String[columns];
        for (int slot = 0; slot < columns; slot++) {
            values[slot] = item.value(slot);
        }
        add(values);
    }

    private void add(String record) {
        rows++;
        sum += record.hashCode();
    }

    private void add(@Nullable String[] values) {
        rows++;
        int hash = 1;
        for (var value : values) {
            hash = 31 * hash + Objects.hashCode(value);
        }
        sum += hash;
    }

    private void fastexcel(Path file) throws IOException {
        try (var book = new ReadableWorkbook(file.toFile());
                var found = book.getFirstSheet().openStream()) {
            found.skip(1).forEach(row -> {
                var values = new String[WideRecord.COLUMNS];
                for (int c = 0; c < values.length; c++) {
                    values[c] = row.getCell(c).getText();
                }
                add(values);
            });
        }
    }

    private void poiEvent(Path file) throws Exception {
        try (var opc = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            var reader = new XSSFReader(opc);
            var handler = new XSSFSheetXMLHandler(
                    reader.getStylesTable(), new ReadOnlySharedStringsTable(opc), new Cells(), false);
            var parser = org.apache.poi.util.XMLHelper.newXMLReader();
            parser.setContentHandler(handler);
            try (var sheet = reader.getSheetsData().next()) {
                parser.parse(new InputSource(sheet));
            }
        }
    }

    private final class Cells implements XSSFSheetXMLHandler.SheetContentsHandler {
        private final String[] values = new String[WideRecord.COLUMNS];

        @Override
        public void startRow(int number) {
            java.util.Arrays.fill(values, null);
        }

        @Override
        public void endRow(int number) {
            if (number > 0) {
                add(values);
            }
        }

        @Override
        public void cell(String reference, String text, XSSFComment comment) {
            values[new org.apache.poi.ss.util.CellReference(reference).getCol()] = text;
        }
    }

    private void poiUser(Path file) throws Exception {
        try (var opc = OPCPackage.open(file.toFile(), PackageAccess.READ);
                var book = new XSSFWorkbook(opc)) {
            for (var row : book.getSheetAt(0)) {
                if (row.getRowNum() > 0) {
                    var values = new String[WideRecord.COLUMNS];
                    for (int c = 0; c < values.length; c++) {
                        values[c] = row.getCell(c).getStringCellValue();
                    }
                    add(values);
                }
            }
        }
    }

    /** Jackson's tokens, each value as a text: the least that any reader of JSON does. */
    private void jackson(Path file) throws IOException {
        var values = new String[WideRecord.COLUMNS];
        int at = 0;
        try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), Files.newInputStream(file))) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    values[at++] = parser.getString();
                } else if (token == JsonToken.END_OBJECT) {
                    add(values);
                    at = 0;
                }
            }
        }
    }
}
