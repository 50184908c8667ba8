package cn.lvyue.hub.signing;

/** The hub cannot start with this master key; the message says which is wanted, in Chinese and in English. */
public final class MasterKeyRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private MasterKeyRefused(String chinese, String english) {
        super(chinese + "\n" + english);
    }

    static MasterKeyRefused none() {
        return new MasterKeyRefused(
                "未配置主密钥：请设置 hub.vault.master-key（环境变量 HUB_VAULT_MASTERKEY，可用 openssl rand -base64 32 生成），"
                        + "或以 hub.vault.master-key-id 指定 hub.keys 中的 SM4 密钥",
                "There is no master key: set hub.vault.master-key (environment HUB_VAULT_MASTERKEY; openssl rand -base64 32 draws one),"
                        + " or name an SM4 key of hub.keys in hub.vault.master-key-id");
    }

    static MasterKeyRefused other(DataKey key, String given) {
        return new MasterKeyRefused(
                "数据密钥 %d 由指纹为 %s 的主密钥保护，而现有主密钥的指纹是 %s：请换回原主密钥，或把它设为 hub.vault.previous-master-key 以完成更换"
                        .formatted(key.number(), key.master(), given),
                ("Data key %d is wrapped by the master key with fingerprint %s, but the one given has fingerprint %s: give that one,"
                                + " or give it as hub.vault.previous-master-key to change from it")
                        .formatted(key.number(), key.master(), given));
    }
}
