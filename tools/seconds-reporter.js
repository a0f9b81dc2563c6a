/** A reporter for Jest that prints at the end how many seconds each suite took, the slowest first. */
module.exports = class SecondsReporter {
  onRunComplete(_contexts, { testResults }) {
    const rows = testResults
      .map(({ testFilePath, perfStats: { start, end } }) => [(end - start) / 1000, testFilePath])
      .filter(([seconds]) => seconds >= 0)
      .sort(([a], [b]) => b - a)
      .map(([seconds, path]) => `${seconds.toFixed(1).padStart(7)} s  ${path.slice(process.cwd().length + 1)}`);
    console.log(["Seconds per suite", ...rows].join("\n"));
  }
};
