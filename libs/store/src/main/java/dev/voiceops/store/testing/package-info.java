/** For tests of any module, never for the product: fresh databases on one shared embedded server. */
@NullMarked
package dev.voiceops.store.testing;

import org.jspecify.annotations.NullMarked;
