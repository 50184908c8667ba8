package cn.lvyue.hub.intake;

import java.io.IOException;

/** Which reader reads which format. */
final class Formats {
    private Formats() {}

    static RecordSource open(ReadTask task, FileInMessage file) throws IOException {
        return switch (task.plan.format()) {
            case CSV -> new CsvRecords(task, file);
            case JSON -> JsonRecords.open(task, file);
            case XML -> XmlRecords.open(task, file);
            case WORKBOOK -> Workbooks.open(task, file);
            case TABLE -> TableRecords.open(task, file);
        };
    }
}
