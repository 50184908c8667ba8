package cn.lvyue.hub.channel.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Pauses.Pause;
import cn.lvyue.hub.record.SenderResult.SideFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class FolderLookTest {
    private static final FeedId FEED = new FeedId("orders");

    @TempDir
    Path home;

    private Path inbox;
    private FilesHub hub;
    private Sightings sightings = new Sightings();

    @BeforeEach
    void open() throws IOException {
        TestDatabase.reset();
        hub = new FilesHub(home);
        inbox = Files.createDirectories(home.resolve("inbox/orders"));
    }

    @Test
    void aFileIsTakenOnceItsSizeIsStableAndItsResultComesToLieBesideIt() throws IOException {
        write("orders.csv", "one");
        lookAfter(0);
        assertThat(hub.messages).isEmpty();

        hub.settlesAtOnce = false;
        lookAfter(1);
        assertThat(hub.text(1)).isEqualTo("one");
        lookAfter(1);
        assertThat(inbox.resolve("orders.csv")).as("while it is under way").exists();

        hub.settle(1, MessageStatus.DONE, 1);
        lookAfter(1);
        assertThat(found()).containsExactly(".done/orders.csv", ".done/orders.csv.result.json");
        assertThat(read(".done/orders.csv.result.json")).startsWith("message 1 ");
        lookAfter(10);
        assertThat(hub.messages).hasSize(1);
    }

    @Test
    void whatCannotBeReadGoesToFailedWithItsReason() throws IOException {
        hub.settlesAtOnce = false;
        hub.sideFiles.add(new SideFile(".returned.csv", out -> out.write("with comments".getBytes(UTF_8))));
        write("broken.csv", "?");
        lookAfter(0);
        lookAfter(1);
        hub.settle(1, MessageStatus.UNREADABLE, 0);
        lookAfter(1);

        assertThat(found())
                .containsExactly(
                        ".failed/broken.csv", ".failed/broken.csv.result.json", ".failed/broken.csv.returned.csv");
    }

    @Test
    void namesOfUnfinishedUploadsAreNeverTakenUntilTheyAreRenamed() throws IOException {
        for (var name : List.of("a.csv.part", "b.TMP", "c.filepart", ".hidden.csv", ".sub/d.csv")) {
            write(name, "half");
        }
        lookAfter(0);
        lookAfter(60);
        assertThat(hub.messages).isEmpty();

        Files.move(inbox.resolve("a.csv.part"), inbox.resolve("a.csv"));
        lookAfter(1);
        lookAfter(1);
        assertThat(hub.messages).extracting(Message::filename).containsExactly("a.csv");
    }

    @Test
    void aGrowingFileWaits() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            write("growing.csv", text.append("row\n").toString());
            lookAfter(1);
        }
        assertThat(hub.messages).isEmpty();

        lookAfter(1);
        assertThat(hub.text(1)).isEqualTo("row\n".repeat(5));
    }

    @Test
    void aFileThatChangesWhileItIsReadIsNotArchivedAndTriedAgain() throws IOException {
        write("a.csv", "first");
        var place = new ChangingFolder(inbox);
        look(place, rules("optional"));
        hub.pass(Duration.ofSeconds(1));
        look(place, rules("optional"));
        assertThat(hub.messages).isEmpty();
        assertThat(hub.troubled()).singleElement().asString().contains("a.csv", "changed while it was read");

        place.changes = false;
        lookAfter(10);
        lookAfter(10);
        assertThat(hub.text(1)).isEqualTo("first, changed");
        assertThat(hub.troubled()).isEmpty();
    }

    @Test
    void aMarkerThatProvesItsFileTakesItAtOnceAndGoesWithIt() throws IOException {
        write("orders.csv", "abc");
        write("orders.ok", "records=1\nsha256=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n");
        lookAfter(0);
        assertThat(hub.messages).hasSize(1);
        lookAfter(0);

        assertThat(found()).containsExactly(".done/orders.csv", ".done/orders.csv.result.json", ".done/orders.ok");
        assertThat(read(".done/orders.csv.result.json")).contains("orders.ok", "records=1", "sha256=ba7816");
        assertThat(hub.remarks).isEmpty();
    }

    @Test
    void aFileThatIsNotWhatItsMarkerSaysIsArchivedUnreadAndFails() throws IOException {
        write("orders.csv", "abd");
        write("orders.csv.ok", "size=4\n");
        lookAfter(0);
        assertThat(hub.messages).as("it may still be growing").isEmpty();

        lookAfter(1);
        lookAfter(0);
        assertThat(hub.arrivals.get(1L).refusal()).extracting(Finding::code).isEqualTo("T123");
        assertThat(found())
                .containsExactly(".failed/orders.csv", ".failed/orders.csv.ok", ".failed/orders.csv.result.json");
    }

    @Test
    void aFileThatGrowsUntilItIsWhatItsMarkerSaysIsTakenThen() throws IOException {
        write("orders.csv", "ab");
        write("orders.csv.ok", "size=4\n");
        lookAfter(0);
        write("orders.csv", "abcd");
        lookAfter(0);

        assertThat(hub.text(1)).isEqualTo("abcd");
        assertThat(hub.arrivals.get(1L).refusal()).isNull();
    }

    @Test
    void anotherNumberOfRecordsThanTheMarkerSaysIsRemarkedOnAndTheRecordsStay() throws IOException {
        write("orders.csv", "abc");
        write("orders.ok", "records=81\n");
        lookAfter(0);
        lookAfter(1);
        lookAfter(0);

        assertThat(hub.remarks).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("T124");
            assertThat(finding.value()).isEqualTo("1");
            assertThat(finding.wanted()).isEqualTo("81");
        });
        assertThat(found()).contains(".done/orders.csv");
    }

    @Test
    void aMarkerIsNobodysWhenTwoFilesCouldBeMeant() throws IOException {
        write("orders.csv", "abc");
        write("orders.txt", "abc");
        write("orders.ok", "size=99\n");
        lookAfter(0);
        lookAfter(1);

        assertThat(hub.arrivals.values())
                .hasSize(2)
                .allSatisfy(arrival -> assertThat(arrival.refusal()).isNull());
    }

    @Test
    void aMarkerWithoutItsFileIsPutAsideAfterAWhile() throws IOException {
        write("lost.ok", "records=3\n");
        write("coming.csv.part", "half");
        write("coming.ok", "records=3\n");
        lookAfter(0);
        lookAfter(599);
        assertThat(found()).contains("lost.ok");

        lookAfter(1);
        lookAfter(0);
        assertThat(found())
                .containsExactly(".failed/lost.ok", ".failed/lost.ok.result.json", "coming.csv.part", "coming.ok");
        assertThat(read(".failed/lost.ok.result.json")).startsWith("T125");
        assertThat(hub.messages).isEmpty();
    }

    @Test
    void aFileWaitsForTheMarkerItsFeedRequiresAndThatIsReportedAfterAWhile() throws IOException {
        write("orders.csv", "abc");
        look(folder(), rules("required"));
        hub.pass(Duration.ofMinutes(11));
        look(folder(), rules("required"));
        assertThat(hub.messages).isEmpty();
        assertThat(hub.troubled()).singleElement().asString().contains("orders.csv", ".ok");

        write("orders.ok", "size=3");
        look(folder(), rules("required"));
        assertThat(hub.messages).hasSize(1);
        assertThat(hub.troubled()).isEmpty();
    }

    @Test
    void theSameNameWithNewContentIsANewMessageAndDoesNotReplaceTheEarlierCopy() throws IOException {
        for (var content : List.of("one", "two")) {
            write("orders.csv", content);
            lookAfter(0);
            lookAfter(1);
            lookAfter(0);
        }

        assertThat(hub.messages).hasSize(2);
        assertThat(read(".done/orders.csv")).isEqualTo("one");
        assertThat(read(".done/orders~2.csv")).isEqualTo("two");
        assertThat(read(".done/orders~2.csv.result.json")).startsWith("message 2 ");
    }

    @Test
    void theSameFilePutBackIsTheSameMessage() throws IOException {
        write("orders.csv", "one");
        lookAfter(0);
        lookAfter(1);
        lookAfter(0);
        Files.move(inbox.resolve(".done/orders.csv"), inbox.resolve("orders.csv"));
        lookAfter(0);
        lookAfter(1);
        lookAfter(0);

        assertThat(hub.messages).hasSize(1);
        assertThat(found()).contains(".done/orders~2.csv", ".done/orders~2.csv.result.json");
    }

    @Test
    void aFileReplacedWhileItsPredecessorIsUnderWayIsNotMovedAwayWithIt() throws IOException {
        hub.settlesAtOnce = false;
        write("orders.csv", "one");
        lookAfter(0);
        lookAfter(1);
        write("orders.csv", "second");
        hub.settle(1, MessageStatus.DONE, 1);
        lookAfter(0);
        assertThat(found()).containsExactly(".done/orders.csv.result.json", "orders.csv");

        lookAfter(1);
        hub.settle(2, MessageStatus.DONE, 1);
        lookAfter(1);
        assertThat(hub.text(2)).isEqualTo("second");
        assertThat(read(".done/orders~2.csv")).isEqualTo("second");
    }

    @Test
    void aHubKilledAtAnyMomentLosesAndDoublesNothing() throws IOException {
        write("orders.csv", "one");
        lookAfter(0);
        hub.killedAfterArchiving = true;
        lookAfter(1);
        restart();
        lookAfter(10);
        lookAfter(10);
        assertThat(hub.messages).hasSize(1);

        hub.pass(Duration.ofMinutes(10));
        restart();
        lookAfter(0);
        assertThat(found()).as("moved and told after a restart").contains(".done/orders.csv.result.json");
        assertThat(hub.messages).hasSize(1);
    }

    @Test
    void aHubKilledBetweenTheMoveAndTheResultStillTellsTheResult() throws IOException {
        write("orders.csv", "one");
        lookAfter(0);
        lookAfter(1);
        new FilesStore(JdbcClient.create(TestDatabase.dataSource())).sendTo(1, new PlaceName(".done/orders.csv"));
        Files.createDirectories(inbox.resolve(".done"));
        Files.move(inbox.resolve("orders.csv"), inbox.resolve(".done/orders.csv"));

        restart();
        lookAfter(0);

        assertThat(found()).containsExactly(".done/orders.csv", ".done/orders.csv.result.json");
    }

    @Test
    void namesThatAreNotUtf8AreTakenAndKeepTheirBytes() throws IOException {
        var gbk = inbox.toUri() + "%B9%A4%B5%A5.csv";
        Files.writeString(Path.of(URI.create(gbk)), "one");
        lookAfter(0);
        lookAfter(1);
        lookAfter(0);

        assertThat(hub.messages).extracting(Message::filename).containsExactly("工单.csv");
        assertThat(Path.of(URI.create(inbox.toUri() + ".done/%B9%A4%B5%A5.csv")))
                .exists();
        assertThat(Path.of(URI.create(inbox.toUri() + ".done/%B9%A4%B5%A5.csv.result.json")))
                .exists();
    }

    @Test
    void namesThatMeanSomethingElsewhereAreOnlyNames() throws IOException {
        var names = List.of(
                "${exception}.csv",
                "{{hub.home}}.csv",
                "a?fileName=..%2Fb&charset=x.csv",
                "line\nbreak.csv",
                "工单 — 100%.csv",
                "..a.b..",
                "-rf.csv",
                "单".repeat(83) + ".csv");
        for (var name : names) {
            if (!name.startsWith(".")) {
                write(name, name);
            }
        }
        lookAfter(0);
        lookAfter(1);
        lookAfter(0);

        assertThat(hub.messages).hasSize(names.size() - 1);
        for (var name : names) {
            if (!name.startsWith(".")) {
                assertThat(read(".done/" + name)).isEqualTo(name);
            }
        }
        assertThat(found()).filteredOn(name -> name.endsWith(".result.json")).hasSize(names.size() - 1);
        assertThat(found()).allMatch(name -> name.startsWith(".done/"));
        assertThat(hub.troubled()).isEmpty();
    }

    @Test
    void subFoldersAreLookedAtAsDeepAsTheFeedSaysAndKeepTheirPlace() throws IOException {
        write("a/one.csv", "1");
        write("a/b/two.csv", "2");
        write("a/b/c/three.csv", "3");
        for (int i = 0; i < 3; i++) {
            look(folder(), rules("optional", 2));
            hub.pass(Duration.ofSeconds(1));
        }

        assertThat(hub.messages).extracting(Message::filename).containsExactlyInAnyOrder("a/one.csv", "a/b/two.csv");
        assertThat(found())
                .contains(".done/a/one.csv", ".done/a/b/two.csv", ".done/a/b/two.csv.result.json", "a/b/c/three.csv");
    }

    @Test
    void filesInFoldersThatNoFeedWatchesAreReportedUntilTheyAreMoved() throws IOException {
        var strays = new Strays(hub.settings, hub.troubles, hub);
        var step = new FolderStep(hub.look(), hub.settings, hub.troubles, strays);
        Files.createDirectories(home.resolve("inbox/empty"));
        Files.createDirectories(home.resolve("inbox/order"));
        Files.writeString(home.resolve("inbox/order/a.csv"), "one");
        write("deeper/b.csv", "two");
        step.look("orders", ".*", "optional", 0);
        assertThat(hub.troubled()).singleElement().asString().contains("deeper: ", "depth");

        hub.pass(Duration.ofSeconds(30));
        step.look("orders", ".*", "optional", 0);
        assertThat(hub.troubled())
                .hasSize(2)
                .anySatisfy(told -> assertThat(told).contains("没有来源监视此处", "one of the folders orders"));
        assertThat(hub.alarms.open).isEmpty();
        hub.pass(Duration.ofMinutes(1));
        step.look("orders", ".*", "optional", 0);
        assertThat(hub.alarms.open).containsOnlyKeys("T166 inbox/order");

        Files.move(home.resolve("inbox/order/a.csv"), inbox.resolve("a.csv"));
        hub.pass(Duration.ofMinutes(1));
        step.look("orders", ".*", "optional", 0);
        assertThat(hub.alarms.open).isEmpty();
    }

    @Test
    void linksAreNeverFollowed() throws IOException {
        Files.writeString(home.resolve("secret"), "secret");
        Files.createDirectories(home.resolve("elsewhere"));
        Files.writeString(home.resolve("elsewhere/b.csv"), "secret");
        Files.createSymbolicLink(inbox.resolve("a.csv"), home.resolve("secret"));
        Files.createSymbolicLink(inbox.resolve("sub"), home.resolve("elsewhere"));
        look(folder(), rules("optional", 3));
        hub.pass(Duration.ofSeconds(5));
        look(folder(), rules("optional", 3));

        assertThat(hub.messages).isEmpty();
        assertThat(hub.troubled()).hasSize(2).allMatch(trouble -> trouble.contains("link"));
    }

    @Test
    void resultsAreNotWrittenThroughALinkThatTheSenderPutInTheWay() throws IOException {
        var elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Files.createSymbolicLink(inbox.resolve(".done"), elsewhere);
        write("a.csv", "1");
        lookAfter(0);
        lookAfter(1);
        lookAfter(1);

        assertThat(elsewhere).isEmptyDirectory();
        assertThat(inbox.resolve("a.csv")).exists();
        assertThat(hub.troubled()).hasSize(1);
    }

    @Test
    void aPlaceThatCannotBeWrittenToKeepsItsFilesArchivedOnceUntilItCan() throws IOException {
        Files.writeString(inbox.resolve(".done"), "a file where the folder should be");
        write("a.csv", "1");
        write("b.csv", "2");
        for (int i = 0; i < 50; i++) {
            lookAfter(1);
        }
        assertThat(hub.messages).hasSize(2);
        assertThat(inbox.resolve("a.csv")).exists();
        assertThat(hub.troubled()).hasSize(2);

        Files.delete(inbox.resolve(".done"));
        lookAfter(300);
        assertThat(found())
                .containsExactly(".done/a.csv", ".done/a.csv.result.json", ".done/b.csv", ".done/b.csv.result.json");
        assertThat(hub.troubled()).isEmpty();
    }

    @Test
    void onAFullDiskNothingIsLostAndTheResultFollowsWhenThereIsRoom() throws IOException {
        write("a.csv", "1");
        var place = new ChangingFolder(inbox);
        place.changes = false;
        place.full = true;
        hub.archiveIsFull = true;
        for (int i = 0; i < 30; i++) {
            look(place, rules("optional"));
            hub.pass(Duration.ofSeconds(1));
        }
        assertThat(hub.attempts).as("tried again with growing pauses").isBetween(2, 6);
        assertThat(inbox.resolve("a.csv")).exists();
        assertThat(hub.troubled()).singleElement().asString().contains("a.csv", "No space left on device");

        hub.archiveIsFull = false;
        for (int i = 0; i < 30; i++) {
            hub.pass(Duration.ofMinutes(1));
            look(place, rules("optional"));
        }
        assertThat(hub.messages).hasSize(1);
        assertThat(found()).containsExactly(".done/a.csv");
        assertThat(hub.troubled()).singleElement().asString().contains("a.csv", "No space left on device");

        place.full = false;
        hub.pass(Duration.ofMinutes(5));
        look(place, rules("optional"));
        assertThat(found()).containsExactly(".done/a.csv", ".done/a.csv.result.json");
        assertThat(hub.troubled()).isEmpty();
    }

    @Test
    void oneFileInTroubleDoesNotHoldUpTheOthers() throws IOException {
        write("a.csv", "1");
        write("b.csv", "2");
        var place = new ChangingFolder(inbox);
        place.unreadable = "a.csv";
        place.changes = false;
        for (int i = 0; i < 3; i++) {
            look(place, rules("optional"));
            hub.pass(Duration.ofSeconds(1));
        }

        assertThat(hub.messages).extracting(Message::filename).containsExactly("b.csv");
        assertThat(inbox.resolve("a.csv")).exists();
        assertThat(hub.troubled()).singleElement().asString().contains("a.csv", "permission denied");
    }

    @Test
    void theOldestFilesComeFirstAndOneLookTakesSoMany() throws IOException {
        for (int i = 0; i < 30; i++) {
            var name = "f%02d.csv".formatted(i);
            write(name, name);
            var at = Instant.parse("2023-10-16T00:00:00Z").minusSeconds(i / 2);
            Files.setLastModifiedTime(inbox.resolve(name), FileTime.from(at));
        }
        var few = FilesHub.settings(home, 10);
        hub.look(few).at(folder(), rules("optional"), sightings);
        hub.pass(Duration.ofSeconds(1));
        hub.look(few).at(folder(), rules("optional"), sightings);

        assertThat(hub.messages)
                .extracting(Message::filename)
                .containsExactly(
                        "f28.csv", "f29.csv", "f26.csv", "f27.csv", "f24.csv", "f25.csv", "f22.csv", "f23.csv",
                        "f20.csv", "f21.csv");
    }

    @Test
    void aFileLargerThanTheHubTakesFailsAndSaysSo() throws IOException {
        write("large.csv", "x".repeat(101));
        var small = new Rules(FEED, Pattern.compile(".*"), false, 0, Duration.ZERO, 100);
        look(folder(), small);
        look(folder(), small);

        assertThat(hub.messages).isEmpty();
        assertThat(read(".failed/large.csv.result.json")).startsWith("F105");
    }

    @Test
    void whileAnotherHubWorksOnThePlaceNothingIsTaken() throws IOException {
        write("a.csv", "1");
        lookAfter(0);
        new PlaceLock(TestDatabase.dataSource()).whileHeld("inbox/orders", () -> lookAfter(1));
        assertThat(hub.messages).isEmpty();

        lookAfter(0);
        assertThat(hub.messages).hasSize(1);
    }

    @Test
    void onlyNamesThatTheFeedIncludesAreTaken() throws IOException {
        write("工单_1.csv", "1");
        write("readme.txt", "2");
        var rules = new Rules(FEED, Pattern.compile("工单.*\\.csv"), false, 0, Duration.ZERO, 100);
        look(folder(), rules);

        assertThat(hub.messages).extracting(Message::filename).containsExactly("工单_1.csv");
        assertThat(inbox.resolve("readme.txt")).exists();
    }

    private void restart() {
        hub.killedAfterArchiving = false;
        sightings = new Sightings();
    }

    private void lookAfter(int seconds) throws IOException {
        hub.pass(Duration.ofSeconds(seconds));
        look(folder(), rules("optional"));
    }

    private void look(Place place, Rules rules) throws IOException {
        hub.look().at(place, rules, sightings);
    }

    private Folder folder() throws IOException {
        return new Folder("inbox/orders", "inbox/orders", inbox);
    }

    private static Rules rules(String marker) {
        return rules(marker, 0);
    }

    private static Rules rules(String marker, int depth) {
        return new Rules(
                FEED,
                Pattern.compile(".*", Pattern.DOTALL),
                Rules.markerRequired(marker),
                depth,
                Duration.ofSeconds(1),
                Long.MAX_VALUE);
    }

    private void write(String name, String content) throws IOException {
        var file = inbox.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private String read(String name) throws IOException {
        return Files.readString(inbox.resolve(name));
    }

    private List<String> found() throws IOException {
        try (Stream<Path> all = Files.walk(inbox)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> inbox.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whileTheSourceIsPausedFilesStayWhereTheyAreAndTakenOnesGetTheirResults() throws IOException {
        hub.settlesAtOnce = false;
        write("before.csv", "one");
        lookAfter(0);
        lookAfter(1);
        hub.paused.add(new Pause(FEED, Instant.EPOCH, "li", "对方重发"));
        write("during.csv", "two");
        hub.settle(1, MessageStatus.DONE, 1);
        lookAfter(1);
        lookAfter(60);
        assertThat(hub.messages).hasSize(1);
        assertThat(found()).containsExactly(".done/before.csv", ".done/before.csv.result.json", "during.csv");

        hub.paused.clear();
        lookAfter(1);
        assertThat(hub.text(2)).isEqualTo("two");
    }
}
