/** Written now and then by the workers themselves, whoever asks for what. */
export const keptByWorkers = [
  'query_stats',
  'query_samples',
  'query_plans',
  'database_samples',
  'table_samples',
  'index_samples',
  'outlook_passes',
  'item_outlooks',
  'lateness_upkeep',
  'late_predictions',
  'ledger_proofs',
]
