-- grain: one row when this publication can hold applications, none when it was built before they were followed
SELECT table_name FROM duckdb_tables() WHERE table_name = 'etat_candidature'
