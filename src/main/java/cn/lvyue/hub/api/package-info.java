/** What other systems call: HTTP under {@code /api/v1}, and the command line. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "record",
            "standard",
            "intake",
            "mapping",
            "quality",
            "ledger",
            "work",
            "delivery",
            "archive",
            "proof",
            "replay",
            "search",
            "ops",
            "reconciliation",
            "channel",
            "security",
            "sandbox",
            "signing",
            "retention",
            "publishing",
            "evidence",
            "personal",
            "tried"
        })
package cn.lvyue.hub.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
