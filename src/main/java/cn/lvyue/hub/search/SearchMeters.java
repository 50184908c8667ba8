package cn.lvyue.hub.search;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How many messages are archived and not indexed, roughly; every node tells the same. */
@Component
class SearchMeters implements MeterBinder {
    private final IndexStateStore state;

    SearchMeters(IndexStateStore state) {
        this.state = state;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("hub.search.waiting", state, source -> source.recent().waiting())
                .register(registry);
    }
}
