package cn.lvyue.hub.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What became of one record of a feed set. @param normalised by the set's neutral names; null where no revision was made */
record FeedSetResult(String file, String locator, String verdict, Map<String, String> normalised) {

    static void write(List<FeedSetResult> results, Path file) throws IOException {
        var json = new JsonMapper();
        Files.write(file, results.stream().map(json::writeValueAsString).toList());
    }
}
