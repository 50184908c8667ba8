package cn.lvyue.hub.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of reading. Each is named in the finding when it bites.
 *
 * @param chunk most records handled and committed together
 * @param maxExpanded most bytes of one message after unpacking
 * @param maxRatio most times its packed size a file may grow when unpacked, looked at after the first 4 MiB
 * @param maxEntries most files in one archive
 * @param maxRecords most records in one message
 * @param maxColumns most columns of a table
 * @param maxCell longest single value, in characters
 * @param maxRecord longest record as it stands in the file, in characters
 * @param maxDepth deepest nesting of JSON or XML
 * @param maxName longest name of a JSON field or XML element, in characters
 * @param maxNames most different names in one XML document
 * @param maxPart most bytes of a part of a new workbook that describes others: styles, relations, list of sheets
 * @param maxOldWorkbook largest old workbook (XLS), whose strings can only be read into memory
 * @param maxOldStrings most different strings in an old workbook
 * @param maxTime most time spent reading one message, without the time its records are handled
 * @param maxEffort most processor time reading one message may take, however small it is
 * @param maxEffortPerMb as much more for each megabyte of it, unpacked; readers need some hundredths of a second
 * @param stringsInMemory a workbook's shared strings beyond this size go to a temporary file
 * @param temporary folder for files that need random access, of this hub alone; nothing stays there after reading, and what a killed hub
 *     left is removed at start. If absent the system's, where it stays
 */
@Validated
@ConfigurationProperties("hub.intake")
record IntakeSettings(
        @Min(1) @Max(5_000) @DefaultValue("2000") int chunk,
        @DefaultValue("16GB") DataSize maxExpanded,
        @Min(2) @DefaultValue("200") int maxRatio,
        @Min(1) @DefaultValue("1000") int maxEntries,
        @Min(1) @DefaultValue("20000000") int maxRecords,
        @Min(1) @Max(16_384) @DefaultValue("1000") int maxColumns,
        @Min(1_000) @DefaultValue("262144") int maxCell,
        @Min(1_000) @DefaultValue("1048576") int maxRecord,
        @Min(5) @Max(1_000) @DefaultValue("100") int maxDepth,
        @Min(10) @Max(10_000) @DefaultValue("1000") int maxName,
        @Min(100) @DefaultValue("10000") int maxNames,
        @DefaultValue("64MB") DataSize maxPart,
        @DefaultValue("64MB") DataSize maxOldWorkbook,
        @Min(1_000) @DefaultValue("1000000") int maxOldStrings,
        @DefaultValue("1h") Duration maxTime,
        @DefaultValue("10s") Duration maxEffort,
        @DefaultValue("1s") Duration maxEffortPerMb,
        @DefaultValue("16MB") DataSize stringsInMemory,
        @Nullable Path temporary) {}
