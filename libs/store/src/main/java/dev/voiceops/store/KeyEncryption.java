package dev.voiceops.store;

import com.google.crypto.tink.Aead;

/**
 * What wraps the data keys of the {@link Vault}: keys of this process ({@link EncryptionKeys}), or a key management service. For
 * the latter, Tink's clients give an {@link Aead} for a key's URI; put a mark of the key in front of what it encrypts, so that the
 * vault can tell which values still wait to be sealed anew. Implementations serve any thread.
 */
public interface KeyEncryption {
    /** Wraps with the current key, unwraps with any that is still known. Wrapped keys have at most 4096 bytes. */
    Aead aead();

    /** How every data key begins that the current key wrapped, and none that another did. At least one byte. */
    byte[] mark();
}
