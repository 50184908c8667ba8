package cn.lvyue.hub.intake;

import java.io.IOException;
import java.nio.file.Files;

/** Tells the members of the workbook family apart: new and old ones, whatever their names end in. */
final class Workbooks {
    private Workbooks() {}

    static RecordSource open(ReadTask task, FileInMessage file) throws IOException {
        var bytes = file.bytes();
        var magic = Magic.ZIP;
        if (!(bytes instanceof TemporaryFile)) {
            var lookable = Magic.lookable(bytes);
            magic = Magic.of(lookable);
            bytes = lookable;
        }
        if (magic != Magic.ZIP && magic != Magic.COMPOUND) {
            throw Fault.WRONG_TYPE.refuse(file.place(), null, "XLSX, XLS");
        }
        var spooled = TemporaryFile.holding(bytes, task.settings);
        var onDisk = file.with(spooled);
        try {
            var workbook = magic == Magic.ZIP
                    ? XlsxWorkbook.open(task, onDisk, spooled)
                    : XlsWorkbook.open(task, onDisk, spooled);
            return new WorkbookRecords(task, onDisk, workbook, Files.size(spooled.path()));
        } catch (IOException | RuntimeException e) {
            onDisk.close();
            throw e;
        }
    }
}
