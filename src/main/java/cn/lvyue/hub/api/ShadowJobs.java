package cn.lvyue.hub.api;

import cn.lvyue.hub.api.ShadowRun.Side;
import cn.lvyue.hub.mapping.MappingTexts;
import cn.lvyue.hub.publishing.Shadows;
import cn.lvyue.hub.publishing.Shadows.Progress;
import cn.lvyue.hub.publishing.Shadows.Shadow;
import cn.lvyue.hub.replay.Replays;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Runs in the background what people ask for on their drafts; the bean {@code shadowJobs} of the routes. */
@Component("shadowJobs")
class ShadowJobs {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowJobs.class);

    private final Shadows shadows;
    private final ShadowRun run;
    private final Replays replays;
    private final MappingTexts texts;
    private final MappingPublishing publishing;
    private final JsonMapper json;
    private final String node = UUID.randomUUID().toString();
    private volatile boolean closing;

    ShadowJobs(
            Shadows shadows,
            ShadowRun run,
            Replays replays,
            MappingTexts texts,
            MappingPublishing publishing,
            JsonMapper json) {
        this.shadows = shadows;
        this.run = run;
        this.replays = replays;
        this.texts = texts;
        this.publishing = publishing;
        this.json = json;
    }

    /** What is under way begins anew elsewhere. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }

    /** Does what waits; called by route {@code shadow-runs}, and by nothing else at a time. */
    void work() {
        publishing.archive();
        for (var next = shadows.lease(node); next.isPresent() && !closing; next = shadows.lease(node)) {
            work(next.get());
        }
    }

    private void work(Shadow shadow) {
        var feed = shadow.text().feed();
        try {
            var inForce = run.with(texts.today(feed).orElseThrow());
            answer(shadow, inForce, run.with(shadow.text()));
        } catch (RuntimeException failure) {
            LOG.error("shadow run {} failed", shadow.id(), failure);
            shadows.failed(shadow.id(), node, String.valueOf(failure.getMessage()));
        }
        if (closing) {
            shadows.release(shadow.id(), node);
        }
    }

    private void answer(Shadow shadow, Side inForce, Side changed) {
        var feed = shadow.text().feed();
        long all = replays.countArchived(feed, shadow.since());
        if (!shadows.progress(shadow.id(), node, new Progress(all, 0, 0, 0))) {
            return;
        }
        var stopped = new boolean[1];
        var answer = run.run(inForce, changed, feed, shadow.since(), shadow.most(), (messages, records, differing) -> {
            boolean goOn =
                    !closing && shadows.progress(shadow.id(), node, new Progress(all, messages, records, differing));
            stopped[0] |= !goOn;
            return goOn;
        });
        if (!stopped[0]) {
            var done = new Progress(all, answer.messages(), answer.records(), answer.differing());
            shadows.done(shadow.id(), node, done, json.writeValueAsString(answer));
        }
    }
}
