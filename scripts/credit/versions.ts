/** Versions that the reports carry: raised when the same input would give other figures. */
export const BACKTEST_VERSION = '2'
export const SIMULATOR_VERSION = '2'
