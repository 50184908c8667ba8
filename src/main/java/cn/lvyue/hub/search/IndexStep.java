package cn.lvyue.hub.search;

import cn.lvyue.hub.record.GiveWay;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Keeps the index up with what is archived. Called by route {@code index}. */
@Component("searchIndex")
@EnableConfigurationProperties(SearchSettings.class)
class IndexStep {
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final Indexing indexing;
    private final IndexStore store;
    private final SearchSettings settings;
    private final List<BooleanSupplier> strides;

    IndexStep(Indexing indexing, Outcomes outcomes, IndexStore store, SearchSettings settings) {
        this.indexing = indexing;
        this.store = store;
        this.settings = settings;
        this.strides = List.of(indexing::pass, indexing::followUp, outcomes::replays, outcomes::packages);
    }

    /** Works until nothing is left to do now; where messages wait to be processed it rests longer than it works. */
    void catchUp() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            long started = System.nanoTime();
            more = false;
            for (var stride : strides) {
                more |= stride.getAsBoolean();
            }
            while (indexing.merge()) {
                giveWay(started);
            }
            if (more) {
                giveWay(started);
            }
        }
    }

    /** Rests in proportion to the work since some moment, but no longer than somebody needs the processors. */
    private void giveWay(long started) {
        long worked = System.nanoTime() - started;
        GiveWay.rest(Math.min(LONGEST_REST.toNanos(), worked * settings.giveWay()), store::intakeIsBusy);
    }
}
