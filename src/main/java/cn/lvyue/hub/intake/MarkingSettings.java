package cn.lvyue.hub.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of giving documents back marked. Beyond them the column of findings still says everything.
 *
 * @param maxComments most cells of one sheet that get a comment
 * @param maxColours most cells of one row that are coloured
 * @param maxOldWorkbook largest XLS that is marked; it is held in memory whole, some twenty times its size
 */
@Validated
@ConfigurationProperties("hub.intake.marking")
record MarkingSettings(
        @Min(0) @Max(100_000) @DefaultValue("10000") int maxComments,
        @Min(1) @DefaultValue("200") int maxColours,
        @DefaultValue("8MB") DataSize maxOldWorkbook) {}
