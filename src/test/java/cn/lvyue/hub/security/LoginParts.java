package cn.lvyue.hub.security;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.LocalSecrets;
import cn.lvyue.hub.signing.TestVault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What logging in is made of, over the real database, on a clock that is moved. */
final class LoginParts {
    static final DutiesSettings DUTIES =
            new DutiesSettings(null, Duration.ofDays(90), Duration.ofDays(366), 120, Duration.ofMinutes(5));
    static final Duration IDLE = Duration.ofMinutes(15);

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T00:00:00Z"));
    final Clock clock = ((InstantSource) now::get).withZone(ZoneId.of("Asia/Shanghai"));
    final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(TestDatabase.dataSource()));
    final BearerTokens tokens = new BearerTokens(new TokenStore(jdbc, transaction), clock);
    final AuditStore audited = new AuditStore(jdbc);
    final Audit audit = new Audit(audited, JsonMapper.builder().build(), clock);
    final CredentialStore credentials = new CredentialStore(jdbc);
    final PeopleStore peopleStore = new PeopleStore(jdbc);
    final SessionBook sessions;
    final People people;
    final Passwords passwords;
    final DrawnPasswords drawn;
    final SecondFactors factors;
    final Logins logins;

    LoginParts(LoginSettings.Totp totp) {
        for (var table : new String[] {
            "recovery_code",
            "second_factor",
            "session",
            "credential",
            "token where person is not null",
            "role_grant",
            "person"
        }) {
            jdbc.sql("delete from security." + table).update();
        }
        var settings = settings(totp);
        var beans = new StaticListableBeanFactory();
        var local = beans.getBeanProvider(LocalSecrets.class);
        sessions = new SessionBook(new SessionStore(jdbc), audit, settings, transaction, clock, IDLE);
        people = new People(peopleStore, audit, tokens, sessions, DUTIES, transaction, clock);
        passwords = new Passwords(credentials, audit, sessions, settings, clock);
        drawn = new DrawnPasswords(people, credentials, passwords, sessions, audit, settings, clock);
        factors = new SecondFactors(
                new SecondFactorStore(jdbc),
                credentials,
                sessions,
                TestVault.of(TestDatabase.dataSource()),
                audit,
                settings,
                transaction,
                clock,
                local);
        logins = new Logins(passwords, factors, peopleStore, new Entrance(tokens, DUTIES, local), clock);
    }

    static LoginSettings settings(LoginSettings.Totp totp) {
        return new LoginSettings(
                "The-first-one-2026",
                10,
                Duration.ofDays(90),
                5,
                Duration.ofMinutes(15),
                Duration.ofHours(8),
                3,
                Duration.ofHours(72),
                totp);
    }

    Authentication login(String name, String password) {
        return logins.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, password));
    }

    void pass(Duration time) {
        now.updateAndGet(then -> then.plus(time));
    }
}
