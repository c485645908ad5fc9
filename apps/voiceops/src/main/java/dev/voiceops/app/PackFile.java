package dev.voiceops.app;

import dev.voiceops.evidence.Packs;
import dev.voiceops.store.Db;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Work;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Packs on this machine's disk. Stateless. */
final class PackFile {
    private PackFile() {}

    /** The tenant's door, as the operator of this machine. */
    static Packs.Door door(Db db, TenantId tenant) {
        return new Packs.Door() {
            @Override
            public <R extends @Nullable Object> R in(Work<TenantTx, R> work) {
                return db.tenant(tenant, OperatorOption.actor(), work);
            }
        };
    }

    /** Writes a pack into a new file; what could not be written whole is taken away again. */
    static void write(Packs packs, Packs.Prepared prepared, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
            packs.write(prepared, out);
        } catch (FileAlreadyExistsException e) {
            throw new StartupException("there is a file " + file + " already; name another");
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }
}
