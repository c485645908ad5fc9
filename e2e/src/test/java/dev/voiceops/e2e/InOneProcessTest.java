package dev.voiceops.e2e;

/** Everything in one process, as a newcomer runs it. */
final class InOneProcessTest extends WholeCall {
    InOneProcessTest() {
        super(Shape.ALL);
    }
}
