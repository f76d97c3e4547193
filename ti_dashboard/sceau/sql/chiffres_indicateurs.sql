-- grain: one row per indicator, with the question that lists its rows and what it retains there
SELECT unnest($indicateurs::DESCRIPTIONS, max_depth := 2)
