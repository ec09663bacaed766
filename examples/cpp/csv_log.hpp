/// Reads three columns of a CSV file: client, day and amount. Fields are separated by commas and
/// not quoted.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

struct CsvLog {
  std::vector<std::string> clients;
  std::vector<std::int32_t> days;  ///< since 1970-01-01
  std::vector<double> amounts;
};

/// Throws std::runtime_error that names the column or row at fault.
CsvLog read_csv_log(const std::string& path, const std::string& client, const std::string& day,
                    const std::string& amount);
