package cn.lvyue.hub.flow;

import tools.jackson.databind.JsonNode;

/** How the files of a feed set reach the hub. */
@FunctionalInterface
interface FeedSetWay {
    /** Brings one file or post and waits. @return the summary of the message it became */
    JsonNode bring(String feed, byte[] content, String name);
}
