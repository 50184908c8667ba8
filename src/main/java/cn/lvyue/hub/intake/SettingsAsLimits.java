package cn.lvyue.hub.intake;

import java.util.List;
import org.springframework.stereotype.Component;

/** The settings of reading, told as limits. */
@Component
final class SettingsAsLimits implements ReadingLimits {
    private final List<Limit> limits;

    SettingsAsLimits(IntakeSettings settings) {
        limits = List.of(
                limit("max-expanded", settings.maxExpanded(), "一份报文解压后的字节数", "bytes of a message unpacked", "F107"),
                limit("max-ratio", settings.maxRatio(), "解压倍数", "times its packed size a file may unpack to", "F107"),
                limit("max-entries", settings.maxEntries(), "压缩包内文件数", "files in an archive", "F107"),
                limit("max-records", settings.maxRecords(), "一份报文的记录数", "records in a message", "F105"),
                limit("max-columns", settings.maxColumns(), "表格列数", "columns of a table", "F109"),
                limit("max-cell", settings.maxCell(), "单个值的字符数", "characters of a value", "F109"),
                limit("max-record", settings.maxRecord(), "一条记录的字符数", "characters of a record", "F105/F109"),
                limit("max-depth", settings.maxDepth(), "JSON、XML嵌套层数", "levels of JSON or XML", "F105"),
                limit("max-name", settings.maxName(), "字段名的字符数", "characters of a field's name", "F105"),
                limit("max-names", settings.maxNames(), "XML不同名称数", "different names in an XML document", "F105"),
                limit("max-part", settings.maxPart(), "XLSX样式等部件的字节数", "bytes of a describing part of an XLSX", "F105"),
                limit("max-old-workbook", settings.maxOldWorkbook(), "XLS文件的字节数", "bytes of an XLS", "F105"),
                limit("max-old-strings", settings.maxOldStrings(), "XLS不同文本数", "different strings in an XLS", "F105"),
                limit("max-time", settings.maxTime(), "读取一份报文的时间", "time to read a message", "F105"),
                limit("max-effort", settings.maxEffort(), "读取一份报文的处理器时间", "processor time to read a message", "F105"),
                limit("max-effort-per-mb", settings.maxEffortPerMb(), "每MB另加", "more of it for each megabyte", "F105"));
    }

    @Override
    public List<Limit> limits() {
        return limits;
    }

    private static Limit limit(String setting, Object value, String zh, String en, String code) {
        return new Limit("hub.intake." + setting, String.valueOf(value), zh, en, code);
    }
}
