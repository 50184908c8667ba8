package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import java.util.Optional;

/** How the stand-in platforms misbehave beside what a scenario says; as it stands, they do not. */
public interface Behaviour {

    /** What a platform does with a call, or with what it was given. A scenario names an act in lower case with hyphens. */
    enum Act {
        /** Works as it should. */
        ANSWER,
        /** Answers 503 and asks to be left alone. */
        UNAVAILABLE,
        /** Answers 429 and asks to be left alone. */
        TOO_MANY,
        /** Breaks the connection before it has kept anything. */
        DROP_BEFORE,
        /** Keeps what came and breaks the connection instead of answering. */
        DROP_AFTER,
        /** Answers with an error of its own before it has kept anything. */
        ERROR_BEFORE,
        /** Keeps what came and answers with an error of its own. */
        ERROR_AFTER,
        /** Answers 200 with a page for people, and keeps nothing. */
        HTML_BEFORE,
        /** Keeps what came and answers 200 with a page for people. */
        HTML_AFTER,
        /** Answers late. */
        SLOW,
        /** Lets the answer drip. */
        TRICKLE,
        /** Calls its JSON plain text. */
        WRONG_TYPE,
        /** Answers with the first half of its JSON. */
        CUT_OFF,
        /** Breaks off in the middle of the answer. */
        BREAK_OFF,
        /** Goes by a clock of its own: finds signatures too old (S102), and stamps receipts with its time. */
        CLOCK_WRONG,
        /** Gives every receipt twice in one answer. */
        TWICE,
        /** Says good and then bad of one stage in one answer. */
        GOOD_THEN_BAD,
        /** Says bad and then good of one stage in one answer. */
        BAD_THEN_GOOD,
        /** Says bad of a stage it called good, or will call good, in other answers. */
        REFUSE_STAGE,
        /** Answers for records that were not in the package. */
        UNKNOWN_RECORDS,
        /** Forgets one record in the last receipt and counts wrong. */
        WRONG_COUNTS,
        /** Gives other numbers for the same package and records in every answer. */
        CHANGE_IDS,
        /** Keeps back what it would say from a stage on. */
        LATE,
        /** Forgets a package it accepted. */
        LOSE_PACKAGE,
        /** Receipts records like the others and does not hold them. */
        LOSE_RECORDS,
        /** Refuses records at stage R3. */
        REFUSE,
        /** Gives totals in a statement that are not those of its list: records, amount or digest. */
        WRONG_TOTALS,
        /** Brings the receipts of a package by itself as well. */
        CALL_BACK,
        /** Brings receipts of a package it was never sent. */
        STRAY_CALL_BACK,
        /** Does not listen. */
        DOWN
    }

    /** @param packageId as in the envelope, or as asked for; empty where the envelope was not read */
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
