package dev.voiceops.simulators.speech;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataStartSignal;
import edu.cmu.sphinx.frontend.DoubleData;

/**
 * Takes the sound of the line out of the features: subtracts the mean of the cepstra so far, where "so far" begins with what was
 * learned while warming up. sphinx4's own LiveCMN carries on from utterance to utterance, so that what one caller says changes
 * what is understood of the next; here each utterance begins alike. One thread.
 */
final class ChannelMean extends BaseDataProcessor {
    /** How many frames of 10 ms the lesson counts for. */
    private static final int PRIOR_FRAMES = 300;

    private double[] learnedSum = new double[0];
    private long learnedFrames;
    private boolean learning = true;
    private double[] sum = new double[0];
    private long frames;

    /** From now on each utterance begins with what has been learned. */
    void learned() {
        learning = false;
    }

    @Override
    public Data getData() {
        var data = getPredecessor().getData();
        switch (data) {
            case DataStartSignal _ -> begin();
            case DoubleData cepstrum -> subtract(cepstrum.getValues());
            default -> {}
        }
        return data;
    }

    private void begin() {
        sum = learnedSum.clone();
        frames = learnedFrames;
        if (learnedFrames <= PRIOR_FRAMES) return;
        for (var i = 0; i < sum.length; i++) sum[i] *= (double) PRIOR_FRAMES / learnedFrames;
        frames = PRIOR_FRAMES;
    }

    private void subtract(double[] cepstrum) {
        if (sum.length == 0) sum = new double[cepstrum.length];
        if (learnedSum.length == 0) learnedSum = new double[cepstrum.length];
        frames++;
        if (learning) learnedFrames++;
        for (var i = 0; i < cepstrum.length; i++) {
            sum[i] += cepstrum[i];
            if (learning) learnedSum[i] += cepstrum[i];
            cepstrum[i] -= sum[i] / frames;
        }
    }
}
