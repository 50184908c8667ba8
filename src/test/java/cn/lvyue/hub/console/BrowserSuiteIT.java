package cn.lvyue.hub.console;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/**
 * All tests of pages in a browser, one after the other, so that those before the same hub share it ({@link Office}). Those that
 * count what the samples left come first.
 */
@Suite
@SelectClasses({
    MainPagesBrowserIT.class,
    MappingBrowserIT.class,
    AuditorBrowserIT.class,
    WorkBrowserIT.class,
    PeopleBrowserIT.class,
    HostileRecordBrowserIT.class,
    SourcesBrowserIT.class,
    FirstLoginBrowserIT.class
})
class BrowserSuiteIT {}
