package cn.lvyue.hub.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of trying a file out (试跑) and of uploading through a page.
 *
 * @param folder where files lie while they are tried; emptied when the hub starts
 * @param largest file that is taken, here and through the page; a larger one is refused with F105
 * @param mostRecords so many are read; of the rest a trial says that they were not looked at
 * @param keep how long a trial can be looked at
 * @param mostKept trials kept at a time, on all nodes together; the oldest gives way
 * @param mostBytes that all of them may have; likewise
 * @param atOnce trials that may run at a time on one node; one more is told to wait (T122)
 */
@Validated
@ConfigurationProperties("hub.trials")
record TrialsSettings(
        @NotNull @DefaultValue("data/trials") Path folder,
        @NotNull @DefaultValue("64MB") DataSize largest,
        @Min(1) @Max(200_000) @DefaultValue("50000") int mostRecords,
        @NotNull @DefaultValue("1h") Duration keep,
        @Min(1) @DefaultValue("40") int mostKept,
        @NotNull @DefaultValue("512MB") DataSize mostBytes,
        @Min(1) @DefaultValue("2") int atOnce) {}
