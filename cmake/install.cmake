# Install rules: headers, both libraries, the CMake package and the pkg-config file.
include(CMakePackageConfigHelpers)

install(TARGETS tenure_core tenure
  EXPORT tenure-targets
  RUNTIME COMPONENT runtime
  LIBRARY COMPONENT runtime NAMELINK_COMPONENT development
  ARCHIVE COMPONENT development)
install(DIRECTORY include/tenure ${PROJECT_BINARY_DIR}/include/tenure
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  COMPONENT development
  FILES_MATCHING PATTERN "*.h" PATTERN "*.hpp")

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/tenure)
configure_package_config_file(cmake/tenure-config.cmake.in
  ${PROJECT_BINARY_DIR}/tenure-config.cmake
  INSTALL_DESTINATION ${package_dir}
  NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/tenure-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(EXPORT tenure-targets
  NAMESPACE tenure::
  DESTINATION ${package_dir}
  COMPONENT development)
install(FILES
  ${PROJECT_BINARY_DIR}/tenure-config.cmake
  ${PROJECT_BINARY_DIR}/tenure-config-version.cmake
  DESTINATION ${package_dir}
  COMPONENT development)

# Relative to the .pc file, so that an installed tree can be moved.
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX
  BASE_DIRECTORY ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig OUTPUT_VARIABLE pkgconfig_prefix)
foreach(name IN ITEMS tenure tenure-core)
  configure_file(cmake/${name}.pc.in ${PROJECT_BINARY_DIR}/${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${name}.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
    COMPONENT development)
endforeach()
