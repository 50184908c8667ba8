package cn.lvyue.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.mapping.MappingTexts.Text;
import cn.lvyue.hub.mapping.MappingWorkshop.Faulty;
import cn.lvyue.hub.mapping.MappingWorkshop.Good;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.standard.StandardPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;

/** The file counts until a published version takes effect; every node changes over at that moment. */
class MappingsInForceTest {
    private static final Path FOLDER = Path.of("mappings");
    private static final StandardPacks PACKS = StandardPacks.load(FOLDER);
    private static final FeedId HOTLINE = new FeedId("hotline-12345");
    private static final Instant START = Instant.parse("2026-11-28T00:00:00Z");

    private final Published published = new Published();
    private final Hands clock = new Hands();
    private MappingsInForce mappings;
    private String file;

    @BeforeEach
    void start() {
        mappings = node(new MappingSettings(FOLDER));
        file = mappings.version(HOTLINE);
    }

    @Test
    void withNothingPublishedTheFilesCount() {
        assertThat(mappings.origin(HOTLINE).isPublished()).isFalse();
        assertThat(mappings.origin(HOTLINE).version()).isEqualTo(file);
        assertThat(mappings.feeds()).contains(HOTLINE, new FeedId("credit-site"));
    }

    @Test
    void anApprovedVersionCountsOnEveryNodeFromItsMomentOnAndNotBefore() throws IOException {
        var other = node(new MappingSettings(FOLDER));
        var next = approve(7, changed("登记时间"), START.plusSeconds(60));

        seen(other);
        assertThat(mappings.version(HOTLINE)).isEqualTo(file);
        assertThat(other.version(HOTLINE)).isEqualTo(file);
        clock.now = START.plusSeconds(60);

        for (var node : List.of(mappings, other)) {
            seen(node);
            assertThat(node.version(HOTLINE)).isEqualTo(next);
            assertThat(node.readPlan(HOTLINE, Channel.FILE).sourceFields()).contains("登记时间");
            assertThat(node.origin(HOTLINE).publication()).isEqualTo(7);
            assertThat(node.origin(HOTLINE).fileVersion()).isEqualTo(file);
        }
    }

    @Test
    void whatWasBegunWithAVersionGoesOnWithItAfterAnotherTookEffect() throws IOException {
        approve(7, changed("登记时间"), START);
        seen(mappings);

        assertThat(mappings.usable(HOTLINE, file)).isEqualTo(file);
        assertThat(mappings.readPlan(HOTLINE, Channel.FILE, file).sourceFields())
                .contains("来电时间")
                .doesNotContain("登记时间");
        assertThat(mappings.usable(HOTLINE, "forgotten+0")).isEqualTo(mappings.version(HOTLINE));
    }

    @Test
    void anEarlierVersionIsPutIntoForceAgainByPublishingIt() throws IOException {
        approve(7, changed("登记时间"), START);
        approve(8, text(), START.plusSeconds(10));
        clock.now = START.plusSeconds(10);
        seen(mappings);

        assertThat(mappings.version(HOTLINE)).isEqualTo(file);
        assertThat(mappings.origin(HOTLINE).publication()).isEqualTo(8);
    }

    @Test
    void aHubStartsWithWhatIsPublishedUnlessItIsToldNotTo() throws IOException {
        var next = approve(7, changed("登记时间"), START);

        assertThat(node(new MappingSettings(FOLDER)).version(HOTLINE)).isEqualTo(next);
        assertThat(node(new MappingSettings(FOLDER, Map.of(), false)).version(HOTLINE))
                .isEqualTo(file);
    }

    @Test
    void aHubDoesNotStartWithAPublishedVersionThatDoesNotFitItsPacks() throws IOException {
        published.add(7, new Text(HOTLINE, "x+1", "complaint-2023", text().replace("TS_NR:", "TS_NO:")), START);

        assertThatThrownBy(() -> node(new MappingSettings(FOLDER)))
                .isInstanceOf(BrokenMapping.class)
                .hasMessageContaining("hotline-12345.yaml:")
                .hasMessageContaining("TS_NO");
    }

    @Test
    void aTextIsCheckedAsAtAStartAndItsFirstFaultHasALine() throws IOException {
        assertThat(mappings.check(HOTLINE, text())).isInstanceOf(Good.class);
        assertThat(mappings.check(HOTLINE, text().replace("as: division", "as: divsion")))
                .isInstanceOfSatisfying(Faulty.class, fault -> {
                    assertThat(fault.line()).isEqualTo(44);
                    assertThat(fault.zh()).contains("没有转换“divsion”");
                    assertThat(fault.en()).contains("no conversion 'divsion'");
                });
        assertThat(mappings.check(HOTLINE, text().replace("feed: hotline-12345", "feed: credit-site")))
                .isInstanceOf(Faulty.class);
        assertThat(mappings.check(HOTLINE, "")).isInstanceOf(Faulty.class);
        assertThat(mappings.check(HOTLINE, "a: [")).isInstanceOf(Faulty.class);
    }

    /** What is published is looked up anew when the last look is a second old. */
    private void seen(MappingsInForce node) {
        int before = published.looks;
        Awaitility.await().until(() -> {
            node.version(HOTLINE);
            return published.looks > before;
        });
    }

    private String approve(long id, String text, Instant at) {
        var checked = mappings.check(HOTLINE, text);
        var good = ((Good) checked).text();
        published.add(id, good, at);
        return good.version();
    }

    private static String text() throws IOException {
        return Files.readString(FOLDER.resolve("hotline-12345.yaml"));
    }

    private static String changed(String source) throws IOException {
        return text().replace("{ from: 来电时间", "{ from: " + source).replace("工单编号, 来电时间,", "工单编号, " + source + ",");
    }

    private MappingsInForce node(MappingSettings settings) {
        return new MappingsInForce(settings, PACKS, published, clock);
    }

    /** What two nodes find in their database. */
    private static final class Published implements PublishedVersions, ObjectProvider<PublishedVersions> {
        private final List<Placed> approved = new ArrayList<>();
        private final List<Text> texts = new ArrayList<>();
        private int looks;

        void add(long id, Text text, Instant at) {
            approved.add(new Placed(id, text.feed(), text.version(), at));
            texts.add(text);
        }

        @Override
        public List<Placed> approved() {
            looks++;
            return List.copyOf(approved);
        }

        @Override
        public Optional<Text> text(FeedId feed, String version) {
            return texts.stream()
                    .filter(text -> text.feed().equals(feed) && text.version().equals(version))
                    .findFirst();
        }

        @Override
        public void started(List<Text> files) {
            texts.addAll(files);
        }

        @Override
        public PublishedVersions getObject() {
            return this;
        }

        @Override
        public Stream<PublishedVersions> stream() {
            return Stream.of(this);
        }
    }

    /** A clock that is set by hand. */
    private static final class Hands extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
