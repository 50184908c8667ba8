package cn.lvyue.hub.api.command;

import java.util.ListResourceBundle;
import picocli.CommandLine;

/** What the help of every command has in common, in both languages. */
final class HelpWords extends ListResourceBundle {
    /** Gives a command and all below it these words. */
    static void into(CommandLine command) {
        command.setResourceBundle(new HelpWords());
        headings(command);
    }

    private static void headings(CommandLine command) {
        command.getCommandSpec().usageMessage().synopsisHeading("用法 usage: ").commandListHeading("%n命令 commands:%n");
        command.getSubcommands().values().forEach(HelpWords::headings);
    }

    @Override
    protected Object[][] getContents() {
        return new Object[][] {
            {"mixinStandardHelpOptions.help", "显示此说明 / show this help"},
            {"mixinStandardHelpOptions.version", "显示版本 / show the version"},
        };
    }
}
