#include "csv_log.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <tenure/units.hpp>

namespace {

std::vector<std::string> split(std::string line) {
  if (!line.empty() && line.back() == '\r') line.pop_back();
  std::vector<std::string> fields;
  std::istringstream rest(line);
  for (std::string field; std::getline(rest, field, ',');) fields.push_back(field);
  return fields;
}

std::size_t position(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) throw std::runtime_error("there is no column " + name);
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

CsvLog read_csv_log(const std::string& path, const std::string& client, const std::string& day,
                    const std::string& amount) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + " cannot be read");
  std::string line;
  std::getline(file, line);
  const std::vector<std::string> names = split(line);
  const std::size_t at_client = position(names, client);
  const std::size_t at_day = position(names, day);
  const std::size_t at_amount = position(names, amount);

  CsvLog log;
  while (std::getline(file, line)) {
    const std::vector<std::string> fields = split(line);
    if (fields.size() != names.size()) {
      throw std::runtime_error("row " + std::to_string(log.days.size() + 1) + " has not " +
                               std::to_string(names.size()) + " fields");
    }
    log.clients.push_back(fields[at_client]);
    log.days.push_back(tenure::Day::parse(fields[at_day]).since_epoch);
    log.amounts.push_back(std::stod(fields[at_amount]));
  }
  return log;
}
