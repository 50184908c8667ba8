package cn.lvyue.hub.reconciliation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How statements are made.
 *
 * @param pack the standard pack deliveries are written in; it says which field is the amount and whether it goes to a platform
 * @param latest the time in the province at which yesterday's statement is made even though receipts are outstanding
 * @param lookBack days without a statement are made up for that far back
 * @param page records asked for in one call to a platform
 * @param atOnce a page compares a day of at most so many records while one waits, both sides counted; a larger one is made in the background
 * @param folder where statements are put together; emptied as they are done
 * @param keyId names the key statements are signed with
 * @param secret of that key; in the trial, drawn by the hub where none is given
 */
@Validated
@ConfigurationProperties("hub.reconciliation")
record ReconciliationSettings(
        @DefaultValue("complaint-2023") @NotBlank String pack,
        @DefaultValue("10:00") LocalTime latest,
        @DefaultValue("7") @Min(1) @Max(60) int lookBack,
        @DefaultValue("10000") @Min(1) @Max(100_000) int page,
        @DefaultValue("10000") @Min(0) @Max(1_000_000) int atOnce,
        @DefaultValue("data/reconciliation") Path folder,
        @DefaultValue("hub") @NotBlank String keyId,
        @Nullable String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "ReconciliationSettings[pack=" + pack + ", latest=" + latest + ", keyId=" + keyId + "]";
    }
}
