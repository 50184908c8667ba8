package cn.lvyue.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.StandardPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A feed is three things of one name: a route, a mapping, and samples. */
class FeedContractTest {
    private static final Path FOLDER = Path.of("mappings");
    private static final Path SAMPLES = Path.of("samples");
    private static final Path ROUTES = Path.of("routes/feeds");
    private static final StandardPacks PACKS = StandardPacks.load(FOLDER);
    private static final Mappings MAPPINGS = new CompiledMappings(new MappingSettings(FOLDER), PACKS);

    static List<FeedId> feeds() {
        return MAPPINGS.feeds();
    }

    @Test
    void everyFolderOfSamplesBelongsToAFeed() throws IOException {
        try (var folders = Files.list(SAMPLES)) {
            var names = folders.filter(Files::isDirectory).map(folder -> String.valueOf(folder.getFileName()));
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(
                            feeds().stream().map(FeedId::value).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void aFeedHasSeveralSamplesWithTheirExpectedOutcome(FeedId feed) throws IOException {
        try (var cases = Files.list(SAMPLES.resolve(feed.value()))) {
            assertThat(cases.toList()).hasSizeGreaterThanOrEqualTo(2).allSatisfy(folder -> {
                assertThat(folder.resolve("expected.json")).exists();
                try (var files = Files.list(folder)) {
                    assertThat(files.map(file -> String.valueOf(file.getFileName()))
                                    .filter(name -> name.startsWith("input.")))
                            .hasSize(1);
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void aFeedHasARouteOfItsName(FeedId feed) {
        assumeTrue(Files.isDirectory(ROUTES), "the routes are not part of this build");
        assertThat(ROUTES.resolve(feed + ".camel.yaml")).exists();
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void aMappingFillsWhatAComplaintIsJudgedBy(FeedId feed) throws IOException {
        var pack = PACKS.pack(MAPPINGS.pack(feed));
        var text = Files.readString(FOLDER.resolve(feed + ".yaml"));
        var rules = YamlTable.parse(feed + ".yaml", text).table("fields");
        assertThat(rules).isNotNull();
        var judgedBy = new TreeSet<String>();
        Stream.of(
                        Role.SOURCE_CHANNEL,
                        Role.COMPLAINANT_NAME,
                        Role.RESPONDENT_NAME,
                        Role.RESPONDENT_CODE,
                        Role.CONTRACT_NO,
                        Role.BREACH_FIELD,
                        Role.AMOUNT,
                        Role.STATUS)
                .forEach(role -> judgedBy.add(pack.field(role).id()));
        assertThat(rules.keys()).containsAll(judgedBy);
    }
}
