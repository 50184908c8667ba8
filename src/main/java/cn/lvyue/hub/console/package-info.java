/** What people see and press: pages from the same jar, made on the server. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "record",
            "standard",
            "mapping",
            "ledger",
            "work",
            "delivery",
            "archive",
            "ops",
            "reconciliation",
            "security",
            "api",
            "publishing",
            "search",
            "replay",
            "proof",
            "retention",
            "evidence",
            "personal"
        })
package cn.lvyue.hub.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
