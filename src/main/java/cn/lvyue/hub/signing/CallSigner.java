package cn.lvyue.hub.signing;

import java.io.IOException;
import java.security.GeneralSecurityException;

/** Signs calls to one platform. May be used by several threads at once. */
public interface CallSigner {
    /**
     * @throws IOException if a secret had to be fetched first and could not be: nothing was sent to the platform
     * @throws GeneralSecurityException if there is no valid key
     */
    Signed sign(Call call) throws IOException, GeneralSecurityException;

    /** The platform did not let a call in: secrets that were fetched are fetched anew for the next one. */
    default void shutOut() {}
}
