package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.Answer;
import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.LeftBehind;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.OnceKeyReused;
import cn.lvyue.hub.record.Outgoing;
import cn.lvyue.hub.record.TemporaryFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Keeps what arrives before anything else happens to it. Called by routes {@code received}, {@code processing} and
 * {@code kept-as-failed}. */
@Component("archive")
@EnableConfigurationProperties(ArchiveSettings.class)
class ArchiveStep implements Archive, Documents, SmartInitializingSingleton {
    private static final String HTTP = Channel.HTTP.name();

    private final ArchiveStore store;
    private final MessageKeeping messages;
    private final Portioning portioning;
    private final MonthStore register;
    private final ArchiveSettings settings;
    private final Clock clock;

    ArchiveStep(
            ArchiveStore store,
            MessageKeeping messages,
            Portioning portioning,
            MonthStore register,
            ArchiveSettings settings,
            Clock clock) {
        this.store = store;
        this.messages = messages;
        this.portioning = portioning;
        this.register = register;
        this.settings = settings;
        this.clock = clock;
    }

    /** Bodies that were on their way when the hub was killed: their senders have no answer and send them again. */
    @Override
    public void afterSingletonsInstantiated() {
        LeftBehind.remove(settings.spool(), Spool.PREFIX);
    }

    /**
     * Archives what a source sent and, unless its channel refuses it, lists it as waiting, in one transaction that is
     * committed on return.
     *
     * @return the message; the earlier one if its once-key was seen before with the same bytes
     * @throws cn.lvyue.hub.record.BodyTooLarge if the body passes the limit; then nothing is kept
     * @throws OnceKeyReused if the once-key stands for a message with another body; then nothing is kept
     */
    Message keepRaw(Arrival arrival) {
        return keep(arrival, arrival.refusal() == null);
    }

    /**
     * Archives what came and cannot be processed. It is never listed as waiting, so no lane can take it up before the ledger says
     * that it failed.
     *
     * @return the message; the earlier one if its once-key was seen before with the same bytes, whatever became of that
     */
    Message keepAside(Arrival arrival) {
        return keep(arrival, false);
    }

    private Message keep(Arrival arrival, boolean waits) {
        try (var body = arrival.body();
                var spool = Spool.of(body, settings)) {
            var digest = HexFormat.of().formatHex(spool.digest());
            var onceKey = arrival.admission().admit(arrival.onceKey(), digest);
            var message = messages.keep(incoming(arrival, onceKey, waits), spool);
            if (!message.digest().equals(digest)) {
                throw new OnceKeyReused(message.id());
            }
            return message;
        } catch (IOException broken) {
            throw brokenOff(broken);
        }
    }

    private Keeping incoming(Arrival arrival, @Nullable String onceKey, boolean waits) {
        return new Keeping(
                Keeping.Direction.IN,
                Keeping.Kind.MESSAGE,
                arrival.feed(),
                null,
                arrival.channel().name(),
                clock.instant().truncatedTo(ChronoUnit.MICROS), // as the database keeps it
                arrival.filename(),
                arrival.mediaType(),
                onceKey,
                waits);
    }

    private static TemporaryFailure brokenOff(IOException broken) {
        return new TemporaryFailure("the body could not be read to its end: " + broken.getMessage(), broken);
    }

    private long keep(Keeping what, InputStream body) {
        try (body;
                var spool = Spool.of(body, settings)) {
            return messages.keepAlone(what, spool);
        } catch (IOException broken) {
            throw brokenOff(broken);
        }
    }

    /** What a feed's lane takes up next: the oldest messages that are not settled. */
    Portion nextWaiting(String feed) {
        return portioning.first(store.waiting(new FeedId(feed), portioning.most()));
    }

    /** The feeds that have unsettled messages. */
    List<FeedId> waitingFeeds() {
        return List.copyOf(store.waitingByFeed().keySet());
    }

    /** The bytes of small messages, in the same order. */
    List<byte[]> bodies(List<Message> messages) {
        return store.bodies(messages);
    }

    /** Takes a message off the list of what waits: its outcome is in the ledger. */
    void settle(long messageId) {
        store.settle(List.of(messageId));
    }

    /** Takes several messages off the list at once. */
    void settleAll(List<Message> messages) {
        store.settle(messages.stream().map(Message::id).toList());
    }

    /**
     * Archives a package before it is sent. Once per once-key: a package that is sent again is the same archived bytes.
     *
     * @return the bytes that every attempt sends: as the archive first got them, which need not be read where the digests agree
     */
    byte[] keptSent(Outgoing outgoing) {
        try (var spool = Spool.of(outgoing.body(), settings)) {
            long id = messages.keepAlone(aPackage(outgoing, clock.instant()), spool);
            return Arrays.equals(store.digest(id), spool.digest()) ? outgoing.body() : sent(outgoing.packageId());
        } catch (IOException broken) {
            throw brokenOff(broken);
        }
    }

    private static Keeping aPackage(Outgoing outgoing, Instant now) {
        return new Keeping(
                Keeping.Direction.OUT,
                Keeping.Kind.PACKAGE,
                null,
                outgoing.target(),
                HTTP,
                now,
                outgoing.packageId() + ".json",
                outgoing.mediaType(),
                outgoing.onceKey(),
                false);
    }

    /**
     * A package as it was archived before it was first sent: the bytes that every attempt sends.
     *
     * @throws IllegalArgumentException if no such package is archived
     */
    byte[] sent(UUID packageId) {
        long id = store.packageNamed(packageId.toString())
                .orElseThrow(() -> new IllegalArgumentException("no package " + packageId + " is archived"));
        try (var bytes = open(id)) {
            return bytes.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Archives what a platform answered, as it came. */
    long keepReceived(Answer answer) {
        var what = new Keeping(
                Keeping.Direction.IN,
                Keeping.Kind.RECEIPT,
                null,
                answer.target(),
                HTTP,
                answer.at(),
                answer.packageId() + "." + answer.httpStatus(),
                answer.mediaType(),
                answer.onceKey(),
                false);
        try (var spool = Spool.of(answer.body(), settings)) {
            return messages.keepAlone(what, spool);
        } catch (IOException broken) {
            throw brokenOff(broken);
        }
    }

    @Override
    public long keep(Document document) {
        var what = new Keeping(
                Keeping.Direction.OUT,
                Keeping.Kind.STATEMENT,
                null,
                null,
                "STATEMENT",
                clock.instant(),
                document.filename(),
                document.mediaType(),
                document.onceKey(),
                false);
        return keep(what, document.body());
    }

    @Override
    public Optional<Message> message(long id) {
        return store.message(id);
    }

    @Override
    public InputStream open(long id) {
        return store.open(id).orElseThrow(() -> {
            requireHere(id);
            return new IllegalArgumentException("nothing is archived under " + id);
        });
    }

    @Override
    public void requireHere(long id) {
        register.requireHere(id);
    }

    @Override
    public Map<FeedId, Long> waitingByFeed() {
        return store.waitingByFeed();
    }
}
