package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import java.util.Optional;

/** How the stand-in platforms misbehave; as it stands, they do not. */
public interface Behaviour {

    /** What a platform does with a call. */
    enum Act {
        /** Works as it should. */
        ANSWER,
        /** Answers 503 and asks to be left alone for a second. */
        UNAVAILABLE,
        /** Answers 429 and asks to be left alone for a second. */
        TOO_MANY,
        /** Breaks the connection before it has kept anything. */
        DROP_BEFORE,
        /** Keeps what came and breaks the connection instead of answering. */
        DROP_AFTER
    }

    /** @param packageId as in the envelope, or as asked for */
    default Act onPackage(Target target, String packageId) {
        return Act.ANSWER;
    }

    default Act onAsking(Target target, String packageId) {
        return Act.ANSWER;
    }

    /** Why a record is refused at stage R3, or empty when it is fine. */
    default Optional<String> refusalOf(Target target, String sourceRecordNo) {
        return Optional.empty();
    }
}
