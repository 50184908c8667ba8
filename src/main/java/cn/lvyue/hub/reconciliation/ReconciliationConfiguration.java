package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.record.LocalSecrets;
import cn.lvyue.hub.signing.DocumentSigner;
import cn.lvyue.hub.signing.HmacSm3Signer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconciliationSettings.class)
class ReconciliationConfiguration {

    /** In the trial the key is drawn once and lies beside the embedded database; elsewhere it has to be given. */
    @Bean
    DocumentSigner statementSigner(ReconciliationSettings settings, ObjectProvider<LocalSecrets> local) {
        var secret = settings.secret();
        var drawn = local.getIfAvailable();
        if (secret == null && drawn != null) {
            return new HmacSm3Signer(settings.keyId(), drawn.secret("statements"));
        }
        return secret == null ? new NoKey() : new HmacSm3Signer(settings.keyId(), secret);
    }

    /** A hub without a key runs, and says so when it is asked for a signature. */
    private static final class NoKey implements DocumentSigner {
        @Override
        public String algorithm() {
            return "";
        }

        @Override
        public String keyId() {
            return "";
        }

        @Override
        public String sign(String digest) {
            throw new IllegalStateException(
                    "未配置对账单签名密钥 hub.reconciliation.secret / no key to sign statements with: hub.reconciliation.secret");
        }
    }
}
