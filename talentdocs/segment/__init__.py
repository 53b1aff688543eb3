"""Words as data (词表): lexicon loading, word cutting with jieba, cues with direction, reach and stops."""
