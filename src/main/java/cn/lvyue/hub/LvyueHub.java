package cn.lvyue.hub;

import cn.lvyue.hub.api.command.HubCommandLine;
import cn.lvyue.hub.plumbing.ProgramsAhead;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the hub. */
@SpringBootApplication
public class LvyueHub {
    /** With a command as the first argument runs it; else starts the hub. Ends with 1 if the hub does not start, also when threads of a half-started part are left; Spring Boot has said why. */
    public static void main(String[] args) {
        if (HubCommandLine.isCommand(args)) {
            System.exit(HubCommandLine.run(args));
        }
        try {
            var hub = new SpringApplication(LvyueHub.class);
            hub.addInitializers(new ProgramsAhead());
            hub.run(args);
        } catch (AbandonedRunException onlyLooking) { // a build tool that inspects the application
            throw onlyLooking;
        } catch (RuntimeException alreadyReported) {
            System.exit(1);
        }
    }
}
